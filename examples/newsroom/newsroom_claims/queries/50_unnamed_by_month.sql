-- title: Claims from unnamed sources, by outlet and month
-- description: How many claims rest on somebody who is not named, of all that are attributed.
select documents.publisher, substr(documents.published, 1, 7) as month,
    sum(claims.sourcing = 'anonymous') as unnamed, count(*) as claims
from claims join documents on documents.id = claims.document
where claims.sourcing <> 'unsourced'
group by documents.publisher, month
order by documents.publisher, month
