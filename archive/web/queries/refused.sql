-- title: Pages that are not articles
-- section: Crawling
-- description: Pages that were fetched as articles but are not articles or could not be read, with the reason. Only the
--   newest reading of each URL is listed.
with latest as (
  select readings.*, captures.url, captures.status,
    row_number() over (partition by captures.url order by readings.captured_at desc, readings.capture) as place
  from readings join captures on captures.id = readings.capture
)
select
  reason,
  outcome,
  url,
  status,
  captured_at as captured,
  site,
  capture
from latest
where place = 1 and outcome not in ('article', 'part')
order by reason, captured desc, url
limit 1000
