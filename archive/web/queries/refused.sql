-- title: Pages that are not articles
-- section: Crawling
-- description: Pages that were fetched as articles but are not articles or could not be read, with the reason. Only the
--   newest reading of each URL is listed.
select
  readings.reason,
  readings.outcome,
  captures.url,
  captures.status,
  readings.captured_at as captured,
  readings.site,
  readings.capture
from readings join captures on captures.id = readings.capture
where readings.outcome not in ('article', 'part') and not exists (
  select 1 from readings as later
  where later.own_url = readings.own_url
    and (later.captured_at, later.capture) > (readings.captured_at, readings.capture)
)
order by readings.reason, readings.captured_at desc, readings.capture
