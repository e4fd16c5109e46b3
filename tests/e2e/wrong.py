"""What is wrong with a screen as it stands: what a machine can see of WCAG 2.2 AA, of its width, and of its words."""

from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page

AXE = Path(__file__).parents[2] / "pwa" / "node_modules" / "axe-core" / "axe.min.js"
# 2.5.8 asks for 24 px and lets links in a sentence be; here everything that stands alone is 44 high.
SMALL_TARGETS = """() => [...document.querySelectorAll('a[href], button, input, select, textarea, summary')]
  .filter((one) => one.checkVisibility() && !one.closest('.unseen, .unseen-until-focus'))
  .filter((one) => !(one.matches('a') && getComputedStyle(one).display === 'inline'))
  .map((one) => [one, (one.closest('label.choice') ?? one).getBoundingClientRect()])
  .filter(([, { width, height }]) => width > 0 && (width < 24 || height < 43.5))
  .map(([one, { width, height }]) => `${one.outerHTML.slice(0, 80)} ${width}x${height}`)"""
# 2.4.11: wherever the focus goes, its middle is what the eye finds there. The page is left as it was.
HIDDEN_FOCUS = """() => {
  const before = [document.activeElement, scrollX, scrollY];
  const hidden = [];
  const where = document.querySelector('dialog[open]') ?? document;
  for (const one of where.querySelectorAll('a[href], button, input, select, textarea, summary')) {
    if (one.disabled || !one.checkVisibility({ visibilityProperty: true })) continue;
    one.focus();
    const { x, y, width, height } = (one.closest('label') ?? one).getBoundingClientRect();
    const [top, bottom] = [Math.max(y, 0), Math.min(y + height, innerHeight)];
    const above = document.elementFromPoint(x + width / 2, (top + bottom) / 2);
    const is_seen = above && (one.contains(above) || above.contains(one) || one.closest('label')?.contains(above));
    if (!is_seen) hidden.push(`${one.outerHTML.slice(0, 120)} under ${above?.outerHTML.slice(0, 80)}`);
  }
  before[0].focus({ preventScroll: true });
  if (document.activeElement !== before[0]) document.activeElement.blur();
  scrollTo(before[1], before[2]);
  return hidden;
}"""
# Under reduced motion nothing moves, and nothing is set to move once it is touched.
MOVES = """() => [...document.querySelectorAll('*')].filter((one) => {
  const { animationName, transitionDuration, scrollBehavior } = getComputedStyle(one);
  return animationName !== 'none' || /[1-9]/.test(transitionDuration) || scrollBehavior === 'smooth';
}).map((one) => one.outerHTML.slice(0, 120))"""
# 3.2.6: help is where it always is, right after the mark; the way out follows it.
HELP = """() => [...document.querySelectorAll('header.bar :is(a, button)')]
    .map((one) => one.getAttribute('href') ?? 'exit')"""
# A word that fills more than one line ends with three letters or more; only longer ones than anybody's name may not.
TORN_WORDS = r"""() => {
  const torn = [];
  const range = document.createRange();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { data, parentElement } = walker.currentNode;
    if (!parentElement.checkVisibility() || parentElement.closest('[class*=unseen], output, svg, select')) continue;
    for (const { 0: word, index } of data.matchAll(/[^\s\u00ad\/·–-]+/gu)) {
      range.setStart(walker.currentNode, index);
      range.setEnd(walker.currentNode, index + word.length);
      if (range.getClientRects().length < 2 || word.length > 20 || /\d/.test(word)) continue;
      const lines = [];
      let top = -Infinity;
      for (let at = index; at < index + word.length; at++) {
        range.setStart(walker.currentNode, at);
        range.setEnd(walker.currentNode, at + 1);
        const box = [...range.getClientRects()].at(-1);
        if (box && box.top > top + box.height / 2) {
          top = box.top;
          lines.push('');
        }
        lines.push((lines.pop() ?? '') + data[at]);
      }
      if (lines.slice(1).some((line) => (line.match(/\p{L}/gu) ?? []).length < 3)) torn.push(lines.join('|'));
    }
  }
  return torn;
}"""
# Text that a person may see or hear, outside of what says which language it is in.
PLAIN_LETTERS = """() => {
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const own = (element) =>
    element.closest('[lang]') === document.documentElement && !element.closest('script, style, noscript, bdi');
  while (walker.nextNode()) if (own(walker.currentNode.parentElement)) found.push(walker.currentNode.data);
  for (const name of ['aria-label', 'aria-description', 'aria-valuetext', 'title', 'alt', 'placeholder'])
    for (const element of document.querySelectorAll(`[${name}]`))
      if (own(element)) found.push(element.getAttribute(name));
  return found.filter((text) => /[A-Za-z]/.test(text));
}"""


def wrong_with(page: Page, *, is_disguised: bool) -> Iterator[str]:
    """One sentence for everything that is to be mended; a disguised screen shows no plain letter."""
    if (sideways := page.evaluate("document.documentElement.scrollWidth - innerWidth")) > 0:
        yield f"{sideways} px too wide"
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text())
    for violation in page.evaluate("axe.run(document, { resultTypes: ['violations'] })")["violations"]:
        yield f"{violation['id']}: {violation['nodes'][0]['html'][:200]}"
    for small in page.evaluate(SMALL_TARGETS):
        yield f"a small target: {small}"
    for hidden in page.evaluate(HIDDEN_FOCUS):
        yield f"the focus is hidden: {hidden}"
    for moving in page.evaluate(MOVES):
        yield f"moves under reduced motion: {moving}"
    if (bar := page.evaluate(HELP)) != ["#/today", "#/help", "exit"]:
        yield f"help and the way out are elsewhere: {bar}"
    # A disguised word is longer than any language's.
    for torn in [] if is_disguised else page.evaluate(TORN_WORDS):
        yield f"a word is torn: {torn}"
    for text in page.evaluate(PLAIN_LETTERS) if is_disguised else []:
        yield f"outside the catalogue: {text!r}"
