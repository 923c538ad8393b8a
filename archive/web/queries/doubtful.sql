-- title: Doubtful captures
-- section: Changes
-- description: Captures that do not count for the article at their URL, with the reason: one page at many addresses, or a
--   change of many articles alike. The article keeps the text that it had before; the newest captures are first.
select
  readings.captured_at as captured,
  readings.held as reason,
  captures.url,
  captures.status,
  readings.site,
  readings.capture
from readings join captures on captures.id = readings.capture
where readings.held is not null
order by readings.captured_at desc, readings.capture
limit 1000
