-- title: Runs
-- section: Crawling
-- description: The crawls of each site, the newest first, with their counts. A run in an outage got 404 or 410 for nearly
--   every page that was there before; it marks no article as gone. Events are what many pages of a run have in common.
select
  started_at as started,
  site,
  imported_at as imported,
  status || case doubtful when 1 then ', in an outage' else '' end as status,
  requests,
  articles_new as new,
  articles_changed as changed,
  articles_same as same,
  refused,
  failed,
  (select group_concat(iif(type = 'object', json_extract(value, '$.what'), value), '; ')
    from json_each(iif(json_valid(events), events, '[]'))) as events,
  round(bytes / 1e6, 2) as megabytes,
  round(seconds, 1) as seconds,
  id as run
from runs
order by started_at desc, id
limit 1000
