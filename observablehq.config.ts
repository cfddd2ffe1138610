import { type Locale, textOf, translate } from "./loaders/messages.ts";

/** The pages, in the order of the navigation. Each is `src/<page>.md` and named in the messages' section `nav`. */
export const PAGES = [
  "index",
  "rfm",
  "pyramid",
  "lifecycle",
  "migration",
  "what-if",
  "data-health",
  "methods",
] as const;

/** Observable Framework's configuration of one language: `{{section.key}}` on a page is that language's text. */
export function siteConfig(locale: Locale, root = "src") {
  return {
    root,
    title: textOf(locale, "shell", "product"),
    pages: PAGES.map((page) => ({
      name: textOf(locale, "nav", page.replaceAll("-", "_")),
      path: `/${page}`,
    })),
    globalStylesheets: [],
    linkify: false,
    markdownIt: <Md extends MarkdownIt>(md: Md) => {
      md.core.ruler.before("normalize", "messages", (state) => {
        state.src = translate(state.src, locale, `${root}${state.env.path ?? ""}.md`);
      });
      return md;
    },
  };
}

interface MarkdownIt {
  core: {
    ruler: {
      before(rule: string, name: string, run: (state: { src: string; env: { path?: string } }) => void): void;
    };
  };
}

export default siteConfig("en");
