-- title: Length by author
-- section: Authors
-- description: How many words the articles of each author have, in the newest 5,000 articles. Give a first day (2020-01-01) for
--   the first 10,000 since then. Texts that are known to be cut off are left out.
-- chart: bars x=author y=words
with chosen as materialized (
  select * from (
    select id, word_count, cut_off from articles
    where :since = '' and published_day > '' order by published_day desc limit 5000
  )
  union all
  select * from (
    select id, word_count, cut_off from articles
    where :since <> '' and published_day >= trim(:since) order by published_day limit 10000
  )
)
select
  authors.name as author,
  count(*) as articles,
  cast(round(avg(word_count)) as integer) as words,
  min(word_count) as shortest,
  max(word_count) as longest
from chosen cross join authors on authors.article = chosen.id
where cut_off is null
group by authors.name
order by articles desc, author
limit 200
