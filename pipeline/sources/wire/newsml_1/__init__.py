"""NewsML 1.0 to 1.2.

Takes a document of news items with nested components. Gives items, each with the component that is its story.
"""
