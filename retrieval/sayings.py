"""What is said differently: one line per meaning, the common word first, then what regions, chats and charts say.

Both the pages and the questions are read through this table, so the common word need not be the better one. Entries
are written with their marks: a question typed with marks is matched by them, one typed without by its letters.
"""

SAME = """
bảo hiểm y tế: bhyt, thẻ bảo hiểm y tế, thẻ bhyt, thẻ bảo hiểm, thẻ, bảo hiểm, quỹ
bảo hiểm xã hội: bhxh
không: ko, hok, hông, hong, hổng, hổng có, khôông, nỏ
được: đc, dc, đặng
bệnh viện: bv, nhà thương, bvđk
bác sĩ: bs, bác sỹ, đốc tờ
trạm y tế: tyt, trạm xá, trạm xã, trạm y tế xã, trạm
bệnh: bịnh, binh
xét nghiệm: xn, thử máu, lấy máu, mổ máu
tăng huyết áp: tha, cao huyết áp, huyết áp cao, tăng xông, lên máu, cao máu
huyết áp: ha
đái tháo đường: đtđ, tiểu đường, dtd, tiểu đàng
sốt xuất huyết: sxh, xuất huyết
tay chân miệng: tcm
ngộ độc thực phẩm: nđtp, ndtp, ngộ độc thức ăn, ngộ độc đồ ăn, ngộ độc, trúng thực, trúng độc
an toàn thực phẩm: attp, vệ sinh an toàn thực phẩm, vsattp, vệ sinh thực phẩm
đột quỵ: tbmmn, tai biến mạch máu não, bị tai biến, đột quị, người tai biến, dấu hiệu tai biến
nhồi máu cơ tim: nmct, nhồi máu, đau tim, cơn đau tim
căn cước: cccd, căn cước công dân, chứng minh nhân dân, cmnd
khám sức khoẻ: ksk, khám tổng quát
giấy ra viện: grv, giấy xuất viện
bệnh án: hsba, hồ sơ bệnh án
mang thai: pnmt, có thai, có bầu, mang bầu, bà bầu, bầu, thai phụ, phụ nữ mang thai, có chửa, sản phụ
cùng chi trả: cct, đồng chi trả
tiêm: tiêm chủng, tiêm phòng, tiêm ngừa, chích ngừa, chích phòng, chủng ngừa, chích, chich, tcmr
vắc xin: vaccine, vacxin, vắcxin, vắc-xin, thuốc chủng
tai biến sau tiêm: aefi, phản ứng sau tiêm, tai biến nặng sau tiêm, phản ứng nặng sau tiêm
trẻ: con nít, trẻ con, trẻ em, trẻ nhỏ, em bé, bé, cháu, con, con gái, con trai, nhóc
nôn: ói, mửa, ói mửa, nôn ói, mắc ói, buồn nôn
tiêu chảy: tào tháo rượt, tào tháo, ỉa chảy, đi ngoài, đi cầu lỏng, đi cầu ra nước, tháo tỏng, tiêu lỏng
tiêu chảy: đi tiêu lỏng, đi lỏng
co giật: làm kinh, lên kinh
sốt: nóng sốt, phát sốt
khám lại: tái khám
phiếu chuyển: giấy chuyển viện, giấy chuyển tuyến, phiếu chuyển viện, phiếu chuyển tuyến, giấy chuyển
phiếu chuyển: giấy chuyển lên, chuyển viện, chuyển tuyến
phiếu hẹn: giấy hẹn
đơn thuốc: toa thuốc, toa
mang: cầm, đem, cầm theo, mang theo, đem theo
dùng: xài, xai, sử dụng
xem: coi, ngó
vào: vô
sinh: sanh, đẻ
nhức: nhứt, nhut
đau: đau rọt
ngất: xỉu, xiu, bất tỉnh
khoẻ: mạnh giỏi
người già: cụ ông, cụ bà, ông cụ, bà cụ, người cao tuổi, ông bà già, cụ, người lớn tuổi
mẹ: má, mạ, bầm
cha: ba tôi, tía, bọ, bố
chó: con chó, chó lạ, chó nhà
rắn: con rắn
đờm: đàm
mũi tiêm: mũi chích
trễ: muộn, trể, chậm
quên: lỡ quên
huỷ: bỏ hẹn, hủy
giấy nghỉ ốm: giấy nghỉ bệnh, giấy nghỉ làm, giấy nghỉ hưởng bhxh, giấy chứng nhận nghỉ việc
miễn phí: không mất tiền, không tốn tiền, khỏi trả tiền, free
trái tuyến: không đúng tuyến, vượt tuyến
điện thoại: đt
xoá: xóa
nhân viên y tế: y tá, điều dưỡng
kháng sinh: trụ sinh
mạn tính: mãn tính
hằng tháng: hàng tháng
hôm nay: hnay, bữa nay
dấu hiệu: triệu chứng, biểu hiện, nhận biết
hết hạn: quá hạn, quá date, hết date, hết giá trị
bỏng: phỏng
thuỷ đậu: thủy đậu, trái rạ
té: ngã, té ngã, vấp ngã
viện phí: tiền viện, tiền khám
cấp cứu
dị ứng
mức hưởng
báo cáo
"""

ASKING = """
là gì thế nào khi thì mà có không được cho tôi tui mình em anh chị của và hay bị ở tại các những một này kia đó nọ ấy
đây với để ra sao bao nhiêu nhiều cần phải làm nên nếu về đến tới xin hỏi ạ à nhé nha nhá giúp muốn biết ơi đi vậy rồi
mấy đâu ai như còn đang đã sẽ cũng thôi nữa luôn cứ hãy đừng chưa giờ lúc hồi lỡ mới vừa xong lắm quá rất do vì bởi
nhưng hoặc chỉ đều mỗi từng cả tất mọi bữa hôm nay mai kiểu chỗ nơi rứa chừ kìa dạ vâng ừ thưa tự bỗng dưng nhiên chắc
hả vầy dzậy zậy j ntn vs r z ah mk bn ko lâu giải thích cách thứ chuyện chừng thường hơi cùng
"""
