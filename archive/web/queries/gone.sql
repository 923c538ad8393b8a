-- title: Gone
-- section: Changes
-- description: Articles whose page answered 404 or 410, or redirected to another article, after it was read. The archive
--   keeps their text.
select
  gone_at as gone,
  case gone_status when 404 then 'deleted' when 410 then 'withdrawn' else 'redirects to another article' end as how,
  gone_status as status,
  title,
  case when published_precision in ('day', 'week') then substr(published_at, 1, 10) else published_at end as published,
  last_captured_at as last_seen,
  site,
  url,
  id as article
from articles
where gone_at is not null
order by gone_at desc, id
