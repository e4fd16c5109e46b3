import { Page } from "../../ui/page";
import { LinkList } from "../../ui/parts";
import { words } from "../../words";

/** Who can read what, said plainly. */
export function Privacy() {
  const { me: w, common } = words.value;
  return (
    <Page title={w.privacy} back={{ to: "me", label: common.places.me }}>
      {w.privacy_sections.map(({ title, text }) => (
        <section class="stack tight" key={title}>
          <h2>{title}</h2>
          <p>{text}</p>
        </section>
      ))}
      <LinkList items={[{ to: "me/check-ins", label: w.privacy_shared }]} />
    </Page>
  );
}
