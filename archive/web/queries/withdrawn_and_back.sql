-- title: Withdrawn and back
-- section: Changes
-- description: Articles that were gone and came back, the longest away first, and whether the text was another one then.
select
  absences.gone_at as gone,
  back_at as back,
  round(julianday(back_at) - julianday(absences.gone_at), 1) as days,
  absences.reason as how,
  iif(former.version = later.version, 'the same', 'another') as text,
  title,
  articles.published_day as published,
  articles.site,
  url,
  id as article
from absences
join articles on articles.id = absences.article
left join readings as former on former.capture = absences.last_seen_capture
left join readings as later on later.capture = absences.back_capture
where back_at is not null
order by julianday(back_at) - julianday(absences.gone_at) desc, absences.gone_at, id
limit 500
