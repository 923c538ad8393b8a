-- title: Runs and bytes by month
-- section: Crawling
-- description: How many runs each site had a month, what they requested and received, and what came of it.
-- chart: bars x=month y=megabytes by=site
select
  substr(started_at, 1, 7) as month,
  site,
  count(*) as runs,
  count(*) filter (where status <> 'finished') as not_finished,
  cast(total(requests) as integer) as requests,
  round(total(bytes) / 1e6, 2) as megabytes,
  cast(total(articles_new) as integer) as new,
  cast(total(articles_changed) as integer) as changed
from runs
where :site = '' or site = trim(:site)
group by month, site
order by month desc, site
limit 1000
