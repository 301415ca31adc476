"""The few rules of style that the theme has no setting for: dense tables, the reader, and the sheet of paper."""

from __future__ import annotations

import streamlit as st

from dashboard.texts import Texts
from dashboard.theme import Theme

_RULES = """
<style>
.stHtml :is(p, li, div, ol), .stMarkdown :is(p, li), .stText, summary { overflow-wrap: anywhere; }
.stMainBlockContainer { padding-top: 1.1rem; padding-bottom: 3rem; max-width: 1480px; }
.stApp:has([data-testid="stExpandSidebarButton"]) .stMainBlockContainer { padding-top: 2.6rem; }
.stSidebar [data-testid="stSidebarHeader"] { height: 2.2rem; padding-bottom: 0; margin-bottom: 0; }
.stSidebar [data-testid="stDateInputField"] { font-size: 0.8rem; padding-right: 0; }
.stSidebar [data-testid="stDateInputField"] span { padding: 0; letter-spacing: -0.01em; }
.stSidebar [data-testid="stVerticalBlock"] { gap: 0.55rem; }
.stSidebar [data-testid="stSidebarUserContent"] { padding-left: 1rem; padding-right: 1rem; }
.stMain [data-testid="stVerticalBlock"] { gap: 0.7rem; }
[data-testid="stHeader"] { background: transparent; height: 2rem; min-height: 2rem; }
[data-testid="stMainBlockContainer"] h1 { padding: 0.1rem 0 0.2rem; }
[data-testid="stMainBlockContainer"] h2 { padding: 0.2rem 0 0.3rem; }
[data-testid="stMainBlockContainer"] :is(h1, h2) { overflow-wrap: anywhere; }
[data-testid="stCaptionContainer"], [data-testid="stCaptionContainer"] :is(p, li) { color: MUTED; opacity: 1; }
.stApp :is(a, button, summary, input, textarea, [role="spinbutton"], [role="row"], [role="option"]):focus-visible,
.stApp label:has(input:focus-visible) { outline: 2px solid ACCENT !important; outline-offset: 1px; }
.st-key-tabs [data-testid="stPageLink-NavLink"] { padding: 0.25rem 0.7rem; border-radius: 4px; }
.st-key-tabs { border-bottom: 1px solid GRID; padding-bottom: 0.35rem; }
@media (max-width: 1280px) {
  .st-key-tabs [data-testid="stPageLink-NavLink"] { padding: 0.25rem 0.35rem; }
  .st-key-tabs [data-testid="stPageLink-NavLink"] > span:has([data-testid="stIconMaterial"]) { display: none; }
  .st-key-tabs.st-key-tabs { gap: 0.3rem; }
  .sv td.t, .sv th.t { display: none; }
  .stMainBlockContainer { padding-left: 1.5rem; padding-right: 1.5rem; }
}
@media (max-width: 1000px) {
  .stHorizontalBlock:has(> .stColumn .st-key-reader) > .stColumn { flex: 1 1 100%; min-width: 100%; }
  .stColumn:has(.st-key-reader) { order: -1; }
}
@media (max-width: 800px) {
  .stMainBlockContainer { padding-left: 1rem; padding-right: 1rem; }
  .stHorizontalBlock:has(> .stColumn table.sv) > .stColumn { flex: 1 1 100%; min-width: 100%; }
  [class*="st-key-noprint-switches"] { row-gap: 0.5rem; }
  [class*="st-key-week-item"] .stHorizontalBlock { flex-wrap: nowrap; }
  [class*="st-key-week-item"] .stColumn { min-width: 0; }
  [class*="st-key-week-item"] .stColumn + .stColumn { flex: none; width: auto; }
}
@media screen { .sv-box { overflow-x: auto; } }
.sv caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.stMultiSelect [data-tag], .stMultiSelect [data-tag] *, [data-testid="stBaseButton-primary"]:not(:disabled) *
{ color: BACKGROUND; }
button[kind="tertiary"]:is(:hover, :active, [aria-expanded="true"]) * { color: ACCENT; }
.stMain .stMultiSelect [role="group"] { max-height: none; }
[class*="st-key-noprint-switches"] .stSelectbox input { padding-top: 0.2rem; padding-bottom: 0.2rem; }
[class*="st-key-noprint-switches"] .stSelectbox .react-aria-ComboBox > div { height: 2rem; min-height: 0; }
[class*="st-key-figure-"] [data-testid="stPopoverButton"] { min-height: 0; padding-top: 0; padding-bottom: 0; }
.st-key-links, .st-key-document, .st-key-in-view { height: 0; min-height: 0; position: absolute; width: 1px !important;
  overflow: hidden; }
[class*="st-key-comment-"] button [data-testid="stMarkdownContainer"]
{ position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.sv { width: 100%; border-collapse: collapse; font-size: 0.93rem; line-height: 1.35; margin: 0; }
.sv th { font-weight: 500; color: MUTED; font-size: 0.82rem; text-align: left; border-bottom: 1px solid GRID;
  padding: 0.15rem 0.5rem 0.25rem 0; white-space: nowrap; vertical-align: bottom; }
.sv td { border-bottom: 1px solid GRID; padding: 0.28rem 0.5rem 0.28rem 0; vertical-align: top; }
.sv td.in1 { padding-left: 1.1rem; } .sv td.in2 { padding-left: 2.2rem; }
.sv .n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.sv th.w { white-space: normal; }
.sv .s { white-space: nowrap; color: MUTED; }
.sv a, .sv-links a { color: ACCENT; text-decoration: none; }
:is(.sv li, .sv-quiet, .sv .quiet, .sv-why p, p.sv-links) a { text-decoration: underline 1px;
  text-underline-offset: 0.2em; text-decoration-color: color-mix(in srgb, currentColor 45%, transparent); }
.sv a:hover, .sv-links a:hover { text-decoration: underline; text-decoration-color: currentColor; }
.sv th { overflow-wrap: normal; } .sv td { overflow-wrap: anywhere; } .sv td:first-child { min-width: 8.5rem; }
@media (max-width: 800px) {
  .sv :is(th, .s) { white-space: normal; } .sv :is(th, td) { padding-right: 0.35rem; }
  .sv .s { overflow-wrap: normal; } .sv td:first-child { min-width: 6rem; }
}
.sv img { display: block; height: 1.35rem; width: 7.5rem; }
.sv td.t img { width: 4.2rem; }
.sv i { display: inline-block; width: 0.62rem; height: 0.62rem; border-radius: 2px; margin-right: 0.45rem; }
.sv .rose { color: ROSE; } .sv .fell { color: FELL; }
.sv ul { margin: 0.1rem 0 0; padding: 0 0 0 1rem; } .sv li { margin: 0; }
.sv li a, .sv-links li a { color: TEXT; }
.sv li b { color: TEXT; font-weight: inherit; }
.sv .sv-sentences li { color: TEXT; font-size: 0.93rem; margin-bottom: 0.3rem; } .sv .sv-sentences a { color: MUTED; }
.sv li, .sv .quiet, .sv-quiet { color: MUTED; font-size: 0.85rem; }
.sv-lead { font-size: 1.15rem; line-height: 1.5; max-width: 62rem; margin: 0.2rem 0 0.4rem; }
.sv-path { margin: 0 0 -0.4rem; } .sv-trust { margin: -0.2rem 0 0; max-width: 46rem; }
.sv-banner { font-size: 0.85rem; color: MUTED; margin: 0; } .sv-banner b { color: TEXT; font-weight: 600; }
.sv-figures { display: flex; flex-wrap: wrap; gap: 0.4rem 2.2rem; margin: 0.2rem 0 0.3rem; }
.sv-figures div { min-width: 6rem; } .sv-figures b { display: block; font-size: 1.5rem; font-weight: 600;
  font-variant-numeric: tabular-nums; line-height: 1.25; } .sv-figures span { color: MUTED; font-size: 0.82rem; }
.sv-reader { max-width: 46rem; font-size: 1.02rem; line-height: 1.6; white-space: pre-wrap; overflow-wrap: anywhere; }
.sv-reader h2 { font-size: 1.3rem; line-height: 1.3; padding: 0; margin: 0 0 0.4rem; }
.sv-reader .pale { color: MUTED; }
.st-key-reader .sv-quiet { margin: 0; } .st-key-reader { scroll-margin-top: 2.6rem; }
.sv-why p { font-size: 0.93rem; line-height: 1.4; margin: 0 0 0.3rem; } .sv-why p:last-child { margin: 0; }
.sv-reader mark, .sv mark, .sv-key mark { background: MARK; color: inherit; padding: 0 0.1em; border-radius: 2px; }
mark.own.own { box-shadow: inset 0 -2px 0 ACCENT; font-weight: 600; }
mark.found.found { background: FOUND; }
[class*="st-key-figure-"] [data-testid="stElementToolbar"] { display: none; }
[data-testid="stDownloadButtonError"] { font-size: 0; }
[data-testid="stPopoverBody"]:not(:has([data-testid="stAlert"])) [data-testid="stDownloadButtonError"]::after
{ content: "FAILED"; font-size: 0.85rem; }
.sv-map { columns: 17rem; padding-left: 1.6rem; margin: 0; font-size: 0.85rem; overflow-wrap: anywhere; }
.sv-cell { max-width: 30rem; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
@media print {
  @page { size: A4; margin: 12mm; }
  .stSidebar, [data-testid="stHeader"], [data-testid="stToolbar"], .st-key-tabs, .noprint, [class*="st-key-noprint"],
  [data-testid="stPopover"], button, .st-key-copy, .stButtonGroup, .stDateInput
  { display: none !important; }
  html, body, .stApp, [data-testid="stAppViewContainer"], .stMain, [data-testid="stAppScrollToBottomContainer"]
  { position: static !important; height: auto !important; overflow: visible !important; display: block !important; }
  .stMainBlockContainer { padding: 0 !important; max-width: none !important; }
  .stMain [data-testid="stVerticalBlock"] { gap: 0.35rem; }
  .sv { font-size: 8.5pt; } .sv li, .sv .quiet { font-size: 7.5pt; } .sv-lead { font-size: 10.5pt; }
  .sv tr, .stVegaLiteChart, [data-testid="stVegaLiteChart"], .sv-figures { break-inside: avoid; }
  .stApp, .stMain { background: #fff !important; }
  .stApp, .stApp :is(h1, h2, h3, p, td, th, li, b, a, div) { color: #1C2530 !important; }
  .sv .rose { color: #00734F !important; } .sv .fell { color: #B03A00 !important; }
  .sv .quiet, .sv-quiet, .sv li, .sv th { color: #5A6675 !important; }
  .stApp:has(.st-key-week-lists) h1 { font-size: 14pt !important; padding: 0; }
  .stApp:has(.st-key-week-lists) .stMain [data-testid="stVerticalBlock"] { gap: 2pt; }
  .stApp:has(.st-key-week-lists) .sv-lead { font-size: 9.5pt; line-height: 1.25; margin: 0; max-width: none; }
  .stApp:has(.st-key-week-lists) :is(p.sv-banner, p.sv-quiet, [data-testid="stCaptionContainer"] p)
  { font-size: 7pt !important; line-height: 1.2; margin: 0; }
  .st-key-week-lists { display: block !important; columns: 2; column-gap: 7mm !important; }
  .st-key-week-lists [data-testid]:not(h2, [data-testid="stPopover"])
  { display: block !important; width: auto !important; min-width: 0 !important; height: auto !important; }
  .st-key-week-lists [data-testid="stMarkdownContainer"] { margin: 0 !important; }
  .st-key-week-lists [class*="st-key-week-item"] { break-inside: avoid; margin-bottom: 2.5pt; }
  .st-key-week-lists .stHeading { break-after: avoid; } .st-key-week-lists h2 { font-size: 10pt; padding: 2pt 0 1pt; }
  [class*="st-key-week-item"] .sv { font-size: 8pt; line-height: 1.18; }
  [class*="st-key-week-item"] .sv :is(.quiet, li) { font-size: 7pt; line-height: 1.18; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
</style>
"""


def apply(theme: Theme, texts: Texts) -> None:
    """Put the rules into the page; what Streamlit says of a file that failed is said in the page's language."""
    rules = _RULES.replace("FAILED", texts.t("error.save"))
    for name in ("grid", "muted", "accent", "rose", "fell", "mark", "found", "text", "background"):
        rules = rules.replace(name.upper(), getattr(theme, name))
    st.html(rules)
