-- title: Longest gaps
-- section: Time
-- description: The longest times in which a site published nothing that is in the archive, with the articles before and after, in
--   the five years before the newest article. Give a first day for more or fewer years, or a site.
with bounds as materialized (
  select coalesce(nullif(trim(:since), ''), date(max(published_at), '-5 years')) as since from articles
),
spaced as materialized (
  select id, site, published_at,
    lag(id) over times as former,
    lag(published_at) over times as former_at
  from articles
  where published_at >= (select since from bounds) and (:site = '' or site = trim(:site))
  window times as (partition by site order by published_at, id)
),
longest as materialized (
  select *, julianday(published_at) - julianday(former_at) as days from spaced
  where former is not null
  order by days desc, id limit 100
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
join articles on articles.id = longest.id
join articles as before on before.id = longest.former
order by days desc, articles.id
