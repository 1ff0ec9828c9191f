/** Markdown to HTML that is safe to show: the text comes from a model. */

import MarkdownIt from "markdown-it";

const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false });
markdown.disable("image"); // an address in an answer must not be fetched just because it is shown
markdown.validateLink = (url) => /^https?:\/\//i.test(url);

/** One HTML text a top-level block, so that a viewer replaces only what grew. */
export function renderBlocks(text: string): string[] {
  const environment = {};
  const tokens = markdown.parse(text, environment);
  const blocks: string[] = [];
  let start = 0;
  tokens.forEach((token, index) => {
    if (token.level === 0 && token.nesting <= 0) {
      const block = tokens.slice(start, index + 1);
      blocks.push(markdown.renderer.render(block, markdown.options, environment));
      start = index + 1;
    }
  });
  return blocks;
}
