-- title: A topic over time
-- section: Time
-- description: How many articles a month have the words, and what percent of that month's articles they are. Words,
--   "phrases" and addresses are searched as in Search.
-- chart: lines x=month y=articles
with found as materialized (
  select substr(published_day, 1, 7) as month, count(*) as articles
  from articles
  where id in (select rowid from articles_fts where articles_fts match escape_fts(:q)) and published_day is not null
  group by month
)
select
  month,
  found.articles,
  tallies.articles as of_all,
  round(100.0 * found.articles / tallies.articles, 1) as percent
from found left join tallies on tallies.what = 'month' and tallies.site = '' and tallies.name = month
order by month
limit 5000
