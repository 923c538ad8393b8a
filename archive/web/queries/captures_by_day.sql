-- title: Captures by day and status
-- section: Crawling
-- description: How many responses were captured a day, by their HTTP status, in the two months before the newest run. Give a
--   first day to see more or fewer of them, or a site.
-- chart: bars x=day y=captures by=status
with bounds as materialized (
  select coalesce(nullif(trim(:since), ''), date(max(started_at), '-2 months')) as since from runs
)
select
  day,
  status,
  cast(total(captures) as integer) as captures,
  round(total(bytes) / 1e6, 2) as megabytes
from capture_days
where day >= (select since from bounds) and (:site = '' or site = trim(:site))
group by day, status
order by day, status
limit 5000
