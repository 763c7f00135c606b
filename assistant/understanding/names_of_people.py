"""Vietnamese personal names: family names with marks, middle and given names folded."""

FAMILIES = frozenset(
    "nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đào đoàn vương trịnh đinh lưu hà mai thân giáp tạ chu cao trương "
    "lâm lương đàm thái quách mạc tăng kiều tống la phùng nông lò quan ma giàng hứa triệu tô tôn khổng từ lục vi sầm".split()
)
"""Family names as written."""

PLAIN_FAMILIES = frozenset("nguyen tran pham hoang huynh bui dinh trinh doan truong quach giap trieu phung le ngo phan vu do dang duong ho luong".split())
"""Family names without marks that may open a name when the text has none."""

MIDDLES = frozenset(
    "thi van duc minh ngoc quang huu xuan thanh thu kim gia bao hong thuy anh tuan viet hai manh dinh cong tien quoc trong the phuong khanh dieu my bich nhat hoang".split()
)
"""Middle names, folded."""

GIVEN = frozenset(
    "an anh bach bao binh chau chi cuong dat diep duc dung duong duy duyen giang ha hai han hang hanh hieu hoa hoang hong hue hung huong huy huyen khai khang khanh "
    "khoa khoi khue kien lam lan linh loan loc long ly mai minh my nam nga ngan nghia ngoc nguyen nguyet nhat nhi nhung oanh phat phong phuc phuong quan quang quyen quynh "
    "son tai tam thang thanh thao thinh thu thuy tien toan tram trang tri trinh trung truong tu tuan tue tung tuyet uyen van viet vinh vu vy xuan yen bin bong tom cun".split()
)
"""Given names and pet names, folded."""

NO_NAME = frozenset(
    "co khong da duoc la o tai bi thi nay kia gi nao tiem kham uong mac benh va voi cho cua ve den tu trong nam thang ngay bao nhieu may tuoi con thuoc lich mui ket "
    "ra roi chua dang can hien vua moi lan dau se sap phai muon xem hoi biet giup nhe nha a oi di lam sao the hay sinh dia que thon xom ap khu gan nhat vien phi bao hiem ho "
    "so chi do theo truoc khi luc hom dot ngoai cung nhung cac mot hai khac nua luon het gia tien lay cap nhap xuat chuyen song huyet ly doc vu sot khong trai gai noi".split()
)
"""Folded words that end a name."""
