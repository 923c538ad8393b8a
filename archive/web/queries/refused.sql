-- title: Refused
-- section: Crawling
-- description: Pages that were fetched as articles and are none, or could not be read, and why. The latest reading of
--   each address counts.
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
