-- The words of a name without case and marks, so that "bun cha huong" finds "Quán Bún chả Hương" (domain/text.py folds
-- the same way). All of it is pinned to the C collation: what is stored must not change with the locale of a server.
CREATE FUNCTION food_safety.words(name text) RETURNS text[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog AS $$
    SELECT array_remove(regexp_split_to_array(
        lower(regexp_replace(normalize(translate(name, 'Đđ', 'Dd'), NFD) COLLATE "C", '[\u0300-\u036f]', '', 'g')),
        '[\s[:punct:]\u00a0\u2010-\u201f]+'), '')
$$;
REVOKE ALL ON FUNCTION food_safety.words(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION food_safety.words(text) TO hoiyte_app;
ALTER TABLE food_safety.establishments
    ADD COLUMN name_words text[] NOT NULL GENERATED ALWAYS AS (food_safety.words(name)) STORED;
