-- title: Captures by day and status
-- section: Crawling
-- description: How many responses were captured a day, by their HTTP status, in the two months before the newest run. Give a
--   first day to see more or fewer of them, or a site.
-- chart: bars x=day y=captures by=status
with bounds as materialized (
  select coalesce(nullif(trim(:since), ''), date(max(started_at), '-2 months')) as since from runs
)
select
  substr(captured_at, 1, 10) as day,
  captures.status,
  count(*) as captures,
  round(total(captures.bytes) / 1e6, 2) as megabytes
from runs cross join captures on captures.run = runs.id
where runs.started_at >= (select since from bounds) and (:site = '' or runs.site = trim(:site))
group by day, captures.status
order by day, captures.status
limit 5000
