-- title: Missing
-- section: Crawling
-- description: Addresses that a sitemap, feed or listing named and of which there is no article, and why not. Those that
--   a run which came to its end neither asked for nor told of are left out: by their address they are no articles. So
--   are listings, home pages and other kinds of pages: they stand in the query Refused.
select
  reason,
  url,
  (
    select group_concat(kind, ', ')
    from (select distinct json_extract(value, '$.kind') as kind from json_each(sources) order by kind)
  ) as named_by,
  found_at as found,
  answered_at as answered,
  leads_to,
  site
from standings
where article is null
  and not is_other_kind(reason)
  and (reason <> 'never asked for' or not exists (
    select 1 from runs
    where runs.site = standings.site and runs.status = 'finished' and runs.finished_at >= found_at
  ))
order by reason, url
limit 1000
