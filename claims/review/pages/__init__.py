"""The pages of the desk, one module each; `ROUTES` lists them all."""

from claims.review.adding.articles import ROUTES as WHOLE_ARTICLES
from claims.review.adding.pages import ROUTES as ADDING
from claims.review.extracting import ROUTES as EXTRACTING
from claims.review.pages.adjudicate import adjudicate_page
from claims.review.pages.agreement import agreement_page
from claims.review.pages.article import article_page
from claims.review.pages.articles import articles_page
from claims.review.pages.claim import claim_page
from claims.review.pages.dashboard import dashboard_page
from claims.review.pages.decide import decide_page
from claims.review.pages.export import export_page, feed_page
from claims.review.pages.filter_choices import filter_choices_page
from claims.review.pages.filters import filters_page
from claims.review.pages.glossary import glossary_page
from claims.review.pages.home import home_page
from claims.review.pages.live import live_page
from claims.review.pages.people import people_page
from claims.review.pages.queue import queue_page
from claims.review.pages.rules import rules_page
from claims.review.pages.search import search_page
from claims.review.pages.settings import settings_page
from claims.review.pages.sign_in import sign_in_page, sign_out_page
from claims.review.pages.source import source_page
from claims.review.pages.source_choices import source_choices_page
from claims.review.pages.source_decide import source_decide_page
from claims.review.pages.sources import merge_page, sources_page
from claims.review.pages.stories import stories_page
from claims.review.pages.story import story_decide_page, story_page
from claims.review.pages.together import together_page
from claims.review.pages.versions import versions_page
from claims.review.pages.waiting import waiting_page
from claims.review.readings.pages import ROUTES as READINGS
from claims.review.reports.pages import ROUTES as REPORTS
from claims.review.running.joining import link_page
from claims.review.sharing.pages import ROUTES as SHARING

ROUTES = (
    (r"^/$", home_page),
    (r"^/-/claims/articles$", articles_page),
    (r"^/-/claims/article/(?P<id>[^/]+)$", article_page),
    (r"^/-/claims/article/(?P<id>[^/]+)/versions$", versions_page),
    (r"^/-/claims/claim/(?P<id>[^/]+)$", claim_page),
    (r"^/-/claims/source/(?P<id>[^/]+)$", source_page),
    (r"^/-/claims/source/(?P<id>[^/]+)/merge$", merge_page),
    (r"^/-/claims/sources$", sources_page),
    (r"^/-/claims/decide-source$", source_decide_page),
    (r"^/-/claims/queue$", queue_page),
    (r"^/-/claims/waiting$", waiting_page),
    (r"^/-/claims/filters$", filters_page),
    (r"^/-/claims/filter-choices$", filter_choices_page),
    (r"^/-/claims/dashboard$", dashboard_page),
    (
        r"^/-/claims/export/(?P<kind>claim|article|story|queue|desk)/(?P<id>[^/]+)/(?P<format>[a-z]+)$",
        export_page,
    ),
    (r"^/-/claims/feed/(?P<name>[a-z]+)$", feed_page),
    (r"^/-/claims/decide$", decide_page),
    (r"^/-/claims/decide-all$", together_page),
    (r"^/-/claims/live$", live_page),
    (r"^/-/claims/source-choices$", source_choices_page),
    (r"^/-/claims/stories$", stories_page),
    (r"^/-/claims/story/(?P<id>[^/]+)$", story_page),
    (r"^/-/claims/story/(?P<id>[^/]+)/decide$", story_decide_page),
    (r"^/-/claims/search$", search_page),
    (r"^/-/claims/agreement$", agreement_page),
    (r"^/-/claims/adjudicate$", adjudicate_page),
    (r"^/-/claims/settings$", settings_page),
    (r"^/-/claims/people$", people_page),
    (r"^/-/claims/glossary$", glossary_page),
    (r"^/-/claims/rules$", rules_page),
    (r"^/-/claims/link$", link_page),
    (r"^/-/claims/sign-in$", sign_in_page),
    (r"^/-/claims/sign-out$", sign_out_page),
    *ADDING,
    *EXTRACTING,
    *WHOLE_ARTICLES,
    *READINGS,
    *REPORTS,
    *SHARING,
)

__all__ = ["ROUTES"]
