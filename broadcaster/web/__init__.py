"""The console: pages in the browser, one module each, with nothing but actions behind them.

`app.make_app` builds it from the table in `routes`, the only list of what a browser may ask and
of who may ask it. What a page shows is read by an action, what a form does is done by one; no
rule stands here.
"""
