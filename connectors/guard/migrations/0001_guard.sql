-- What row-level security asks. The scope of a transaction is a signed text in `hoiyte.scope`, its HMAC-SHA256 in
-- `hoiyte.mac`; without a valid pair every function answers "nothing". The key is read by SECURITY DEFINER code alone,
-- so that the app role can neither read it nor widen its own scope.
CREATE SCHEMA guard;

CREATE TABLE guard.keys (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    inner_pad bytea NOT NULL,
    outer_pad bytea NOT NULL
);

CREATE FUNCTION guard.scope() RETURNS jsonb
    LANGUAGE plpgsql STABLE SECURITY DEFINER PARALLEL RESTRICTED SET search_path = pg_catalog AS $$
DECLARE
    said text := nullif(current_setting('hoiyte.scope', true), '');
    mac text := nullif(current_setting('hoiyte.mac', true), '');
    pads guard.keys;
    parsed jsonb;
BEGIN
    IF said IS NULL OR mac IS NULL THEN RETURN NULL; END IF;
    SELECT * INTO pads FROM guard.keys;
    IF pads.inner_pad IS NULL
       OR mac <> encode(sha256(pads.outer_pad || sha256(pads.inner_pad || convert_to(said, 'UTF8'))), 'hex')
    THEN RETURN NULL; END IF;
    parsed := said::jsonb;
    IF abs(extract(epoch FROM transaction_timestamp()) - (parsed ->> 'at')::numeric) > 60 THEN RETURN NULL; END IF;
    RETURN parsed;
END $$;

CREATE FUNCTION guard.sees(kind text) RETURNS boolean
    LANGUAGE sql STABLE PARALLEL RESTRICTED SET search_path = pg_catalog AS
$$ SELECT coalesce(guard.scope() -> 'kinds' ? kind, false) $$;

CREATE FUNCTION guard.every(field text) RETURNS boolean
    LANGUAGE sql STABLE PARALLEL RESTRICTED SET search_path = pg_catalog AS
$$ SELECT coalesce(guard.scope() ->> field = '*', false) $$;

CREATE FUNCTION guard.names(field text) RETURNS text[]
    LANGUAGE sql STABLE PARALLEL RESTRICTED SET search_path = pg_catalog AS
$$ SELECT CASE WHEN jsonb_typeof(s -> field) = 'array' THEN ARRAY(SELECT jsonb_array_elements_text(s -> field))
   ELSE '{}'::text[] END FROM guard.scope() AS s $$;

REVOKE ALL ON guard.keys FROM PUBLIC;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA guard FROM PUBLIC;
GRANT USAGE ON SCHEMA guard TO hoiyte_app;
GRANT EXECUTE ON FUNCTION guard.scope(), guard.sees(text), guard.every(text), guard.names(text) TO hoiyte_app;
