import { Page } from "../../ui/page";
import { words } from "../../words";

/** Fight, flight and freeze, in a minute. */
export function Body() {
  const { safety: w } = words.value;
  return (
    <Page title={w.body_title} back={{ to: "help", label: w.title }}>
      {w.body.map(({ title, text }) => (
        <section class="stack tight" key={title}>
          <h2>{title}</h2>
          <p>{text}</p>
        </section>
      ))}
      <a class="button main wide" href="#/hard">
        {w.hard_moment}
      </a>
    </Page>
  );
}
