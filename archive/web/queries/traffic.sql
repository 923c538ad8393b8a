-- title: Runs and bytes by month
-- section: Crawling
-- description: How many runs each site had a month, what they requested and received, and what came of it.
-- chart: bars x=month y=megabytes by=site
select
  substr(started_at, 1, 7) as month,
  site,
  count(*) as runs,
  count(*) filter (where status <> 'finished') as not_finished,
  sum(requests) as requests,
  round(sum(bytes) / 1e6, 2) as megabytes,
  sum(articles_new) as new,
  sum(articles_changed) as changed
from runs
where :site = '' or site = trim(:site)
group by month, site
order by month desc, site
limit 1000
