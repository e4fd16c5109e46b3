import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as ts from "typescript";
import { expect, it } from "vitest";

const SOURCES = join(import.meta.dirname, "..", "src");
/** Attributes that are read or heard. */
const SAID = /^(aria-(label|description|valuetext|roledescription)|title|alt|placeholder|label|lead|text|hint|caption)$/;
const WORDS = /\p{L}{2,}/u;

/** What a piece of TSX says in its own words, not the catalogue's: text between tags, and text in attributes that are read or heard. */
function saidIn(source: string): string[] {
  const said: string[] = [];
  const literal = (node: ts.Node | undefined): void => {
    if (node === undefined) return;
    if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) said.push(node.text);
    else if (ts.isTemplateExpression(node)) said.push(node.head.text, ...node.templateSpans.map((span) => span.literal.text));
    else if (ts.isConditionalExpression(node)) [node.whenTrue, node.whenFalse].forEach(literal);
    else if (ts.isBinaryExpression(node) && /^(&&|\|\||\?\?|\+)$/.test(node.operatorToken.getText()))
      [node.left, node.right].forEach(literal);
    else if (ts.isParenthesizedExpression(node)) literal(node.expression);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node)) said.push(node.text);
    if (ts.isJsxExpression(node) && !ts.isJsxAttribute(node.parent)) literal(node.expression);
    if (ts.isJsxAttribute(node) && SAID.test(node.name.getText()))
      literal(node.initializer && ts.isJsxExpression(node.initializer) ? node.initializer.expression : node.initializer);
    if (ts.isCallExpression(node) && /^(say|alert|confirm)$/.test(node.expression.getText())) node.arguments.forEach(literal);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile("screen.tsx", source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX));
  return said.filter((text) => WORDS.test(text));
}

it("knows a sentence outside the catalogue when it sees one", () => {
  const source = "<p title={'Of ' + n}>Hello {a === 'one' ? 'there' : w.you}<b class='row'>{w.words}</b>{`a day`}</p>";
  expect(saidIn(source)).toEqual(["Of ", "Hello ", "there", "a day"]);
});

it("finds every sentence of the app in the catalogue", () => {
  const screens = readdirSync(SOURCES, { recursive: true, encoding: "utf8" }).filter((name) => /(?<!\.test)\.tsx$/.test(name));
  const found = screens.flatMap((name) => saidIn(readFileSync(join(SOURCES, name), "utf8")).map((text) => `${name}: ${text.trim()}`));
  expect(screens.length).toBeGreaterThan(50);
  expect(found.filter((line) => !line.startsWith("features/demo/components"))).toEqual([]);
});
