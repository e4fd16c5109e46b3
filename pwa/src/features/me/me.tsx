import { Page } from "../../ui/page";
import { LinkList } from "../../ui/parts";
import { useStore } from "../../ui/store";
import { words } from "../../words";

export function Me() {
  const store = useStore();
  const { me: w, lock } = words.value;
  const person = store.me.value?.person;
  return (
    <Page title={w.title} lead={person && <Name {...person} />}>
      <Group
        title={w.groups.mine}
        items={[
          { to: "me/check-ins", label: w.check_ins },
          ...(store.reflections.value.length > 0 ? [{ to: "today/tonight", label: words.value.first_week.tonight.title }] : []),
          { to: "me/privacy", label: w.privacy },
          { to: "me/lock", label: lock.title },
          { to: "help", label: w.help },
          { to: "help/body", label: w.body },
        ]}
      />
      <Group
        title={w.groups.app}
        items={[
          { to: "me/about", label: w.about },
          { to: "me/nudges", label: w.nudges },
          { to: "me/push", label: w.push },
          { to: "me/install", label: w.install },
          { to: "me/waiting", label: w.waiting },
        ]}
      />
      <Group
        title={w.groups.account}
        items={[
          { to: "me/devices", label: w.devices },
          { to: "me/password", label: w.password },
          { to: "me/export", label: w.export },
          { to: "me/sign-out", label: w.sign_out },
          { to: "me/delete", label: w.delete },
        ]}
      />
    </Page>
  );
}

function Group({ title, items }: { title: string; items: { to: string; label: string }[] }) {
  return (
    <section class="stack tight">
      <h2>{title}</h2>
      <LinkList items={items} />
    </section>
  );
}

/** A handle reads from left to right in every language. */
function Name({ display_name, handle }: { display_name: string; handle: string }) {
  return (
    <>
      <bdi>{display_name}</bdi> (<bdi>{handle}</bdi>)
    </>
  );
}
