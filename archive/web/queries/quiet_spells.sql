-- title: Longest gaps
-- section: Time
-- description: The longest times, of a day or more, in which a site published nothing that is in the archive, with the articles
--   before and after, in the five years before the newest article. Give a first day for more or fewer years, or a site.
with recursive bounds as materialized (
  select coalesce(nullif(trim(:since), ''), date(max(published_at), '-5 years')) as since from articles
),
-- From an article to the last one within a day, and if there is none, over the gap to the next one.
steps(site, former_at, published_at) as (
  select
    name, null,
    (select min(published_at) from articles where articles.site = name and published_at >= (select since from bounds))
  from tallies where what = 'site' and tallies.site = '' and (:site = '' or name = trim(:site))
  union all
  select
    steps.site, steps.published_at,
    ifnull(
      (
        select max(published_at) from articles
        where articles.site = steps.site and articles.published_at > steps.published_at
          and articles.published_at < strftime('%Y-%m-%dT%H:%M:%S', steps.published_at, '+1 day')
      ),
      (
        select min(published_at) from articles
        where articles.site = steps.site and articles.published_at > steps.published_at
      )
    )
  from steps where steps.published_at is not null
),
longest as materialized (
  select *, julianday(published_at) - julianday(former_at) as days from steps
  where julianday(published_at) - julianday(former_at) >= 1
  order by days desc, site, published_at limit 100
)
select
  round(days, 1) as days,
  before.published_day as from_day,
  articles.published_day as until_day,
  longest.site,
  before.title as before_it,
  articles.title,
  articles.url,
  articles.id as article
from longest
join articles on articles.id = (
  select min(id) from articles where site = longest.site and published_at = longest.published_at
)
join articles as before on before.id = (
  select max(id) from articles where site = longest.site and published_at = longest.former_at
)
order by days desc, articles.id
