-- title: Pace by category and month
-- section: Time
-- description: How many articles each category has a month, over the two years before the newest article. Give a first day
--   (2024-01-01) to see more or fewer months, or a site. An article in several categories counts in each of them.
-- chart: bars x=month y=articles by=category
with bounds as materialized (
  select coalesce(nullif(trim(:since), ''), date(max(published_day), 'start of month', '-23 months')) as since from articles
)
select
  substr(published_day, 1, 7) as month,
  ifnull(categories.name, '(none)') as category,
  count(*) as articles
from articles left join categories on categories.article = articles.id
where published_day >= (select since from bounds) and (:site = '' or site = trim(:site))
group by month, category
order by month, category
limit 5000
