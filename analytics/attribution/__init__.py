"""Attribution: which medium an article credits as its source."""
