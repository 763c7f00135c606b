-- When a job of a lock ends, or comes back to be run again, the waiting one of the same lock can start at once.

CREATE FUNCTION house.wake_workers() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    waiting RECORD;
BEGIN
    SELECT id, queue_name INTO waiting FROM public.procrastinate_jobs
        WHERE status = 'todo' AND (lock = OLD.lock OR id = OLD.id) LIMIT 1;
    IF FOUND THEN
        PERFORM pg_notify(channel, json_build_object('type', 'job_inserted', 'job_id', waiting.id)::text)
        FROM unnest(ARRAY['procrastinate_any_queue_v1', 'procrastinate_queue_v1#' || waiting.queue_name]) channel;
    END IF;
    RETURN NULL;
END;
$$;

CREATE TRIGGER wake_workers_when_a_job_ends AFTER UPDATE OF status ON public.procrastinate_jobs
    FOR EACH ROW WHEN (OLD.status = 'doing' AND NEW.status <> 'doing') EXECUTE FUNCTION house.wake_workers();

CREATE TRIGGER wake_workers_when_a_job_is_gone AFTER DELETE ON public.procrastinate_jobs
    FOR EACH ROW WHEN (OLD.status = 'doing' AND OLD.lock IS NOT NULL) EXECUTE FUNCTION house.wake_workers();

CREATE INDEX ix_procrastinate_jobs_waiting_for_lock ON public.procrastinate_jobs (lock) WHERE status = 'todo';
