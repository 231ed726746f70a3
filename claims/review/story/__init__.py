"""Stories: one statement through many articles; rows, graph, timeline, forms and pages."""
