-- title: Authors who are edited
-- section: Authors
-- description: How many edits the articles of each author had, the authors with the most edits first, in how many of their
--   articles, and what percent of their articles in the archive these are. The edits are those that the archive saw, by
--   whomever they were made.
-- chart: bars x=author y=edits
-- counts: articles by author
with counted as materialized (
  select
    authors.name as author,
    count(*) as edits,
    count(distinct changes.article_id) as edited_articles,
    max(changes.changed_at) as seen
  from changes cross join authors on authors.article = changes.article_id
  where changes.change = 'edit'
  group by authors.name
  order by edits desc, author
  limit 500
)
select
  author,
  edits,
  edited_articles,
  tallies.articles,
  round(100.0 * edited_articles / tallies.articles, 1) as percent,
  seen as latest
from counted join tallies on tallies.what = 'author' and tallies.site = '' and tallies.name = author
order by edits desc, author
