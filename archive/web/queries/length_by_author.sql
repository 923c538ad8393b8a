-- title: Length by author
-- section: Authors
-- description: How many words the articles of each author have, in the newest 5,000 articles. Give a first day (2020-01-01) for
--   those since then. Texts that are known to be cut off are left out.
-- chart: bars x=author y=words
with bounds as materialized (
  select coalesce(
    nullif(trim(:since), ''),
    (select published_day from articles where published_day > '' order by published_day desc limit 1 offset 4999),
    ''
  ) as since
)
select
  authors.name as author,
  count(*) as articles,
  cast(round(avg(word_count)) as integer) as words,
  min(word_count) as shortest,
  max(word_count) as longest
from articles cross join authors on authors.article = articles.id
where published_day >= (select since from bounds) and cut_off is null
group by authors.name
order by articles desc, author
limit 200
