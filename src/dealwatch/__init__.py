"""dealwatch: a terminal dashboard on one international negotiation.

This package holds the values and the single modules that everything else may use (`values`, `text`,
`clock`, `errors`, `config`, `dossier`); each folder below it is one stage of the way from a feed to a pane.
"""

__version__ = "0.1.0"
