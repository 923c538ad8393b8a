-- title: Gone
-- section: Changes
-- description: Articles whose page answered 404 or 410, or redirected to another text, after it was read. The archive
--   keeps their text. An article that came back stays in the list, with the time at which it was there again.
select
  absences.gone_at as gone,
  case status when 404 then 'deleted' when 410 then 'withdrawn' else 'redirects elsewhere' end as how,
  status,
  back_at as back,
  title,
  case when published_precision in ('day', 'week') then substr(published_at, 1, 10) else published_at end as published,
  last_captured_at as last_seen,
  site,
  url,
  leads_to,
  id as article
from absences join articles on articles.id = absences.article
order by absences.gone_at desc, id
