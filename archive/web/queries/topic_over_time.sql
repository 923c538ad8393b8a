-- title: A topic over time
-- section: Time
-- description: How many articles a month have the words, and what percent of that month's articles they are. Words,
--   "phrases" and addresses are searched as in Search. Where more than 50,000 articles have the words, the numbers are estimated
--   from 25,000 of them or more.
-- chart: lines x=month y=articles
with sample as materialized (
  select count(*) / 50000 + 1 as step from articles_fts_words where articles_fts_words match escape_fts(:q)
),
hits as materialized (
  select rowid as id from articles_fts
  where articles_fts match escape_fts(:q) and number % (select step from sample) = 0
),
found as materialized (
  select substr(published_day, 1, 7) as month, count(*) as articles
  from hits cross join articles on articles.id = hits.id
  where published_day is not null
  group by month
)
select
  month,
  found.articles * step as articles,
  tallies.articles as of_all,
  round(100.0 * found.articles * step / tallies.articles, 1) as percent
from sample cross join found left join tallies on tallies.what = 'month' and tallies.site = '' and tallies.name = month
order by month
limit 5000
