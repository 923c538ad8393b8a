-- title: Pace by category and month
-- section: Time
-- description: How many articles each category has a month, over the two years before the newest article. Give a first day
--   (2024-01-01) to see more or fewer months, or a site. An article in several categories counts in each of them.
-- chart: bars x=month y=articles by=category
-- counts: articles by month category
with bounds as materialized (
  select since, date(since, 'start of month', '+1 month') as next_month, since = date(since, 'start of month') as is_first
  from (
    select coalesce(nullif(trim(:since), ''), date(max(published_day), 'start of month', '-23 months')) as since from articles
  )
),
-- Whole months are kept by the writer; of a month that begins on another day its articles are counted.
months as materialized (
  select substr(iif(is_first, since, ifnull(next_month, since)), 1, 7) as first from bounds
),
begun as materialized (
  select id, published_day from articles
  where published_day >= (select since from bounds) and published_day < (select next_month from bounds)
    and not (select is_first from bounds) and (:site = '' or site = trim(:site))
)
select month, category, articles from (
  select substr(name, -7) as month, substr(name, 1, length(name) - 8) as category, articles from tallies
  where what = 'category month' and site = trim(:site) and substr(name, -7) >= (select first from months)
  union all
  select name, '(none)', articles from tallies
  where what = 'month without category' and site = trim(:site) and name >= (select first from months)
  union all
  select substr(published_day, 1, 7), ifnull(categories.name, '(none)'), count(*)
  from begun left join categories on categories.article = begun.id
  group by 1, 2
)
order by month, category
limit 5000
