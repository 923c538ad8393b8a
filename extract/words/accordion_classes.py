"""Class names of accordions, whose headings open and close the text below them (values only).

They are those of Bootstrap, W3.CSS, Elementor, Kadence, GenerateBlocks, Squarespace, Divi and WordPress' own blocks.
"""

# A regular expression over class names in lower case.
ACCORDION = r"accordion|collapsible|expander|(?<![a-z])(?:panel-(?:group|collapse)|faqs?|toggle-?(?:title|header|heading)|tab-title)(?![a-z])"
