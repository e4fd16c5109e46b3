import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { words } from "../words";
import { Mortar } from "./mortar";
import { Page } from "./page";

/** A screen that is fetched when it is first opened. Its words must not depend on a connection it had before. */
export function lazy<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  let loaded: ComponentType<Props> | null = null;
  return function Lazy(props: Props) {
    const [, arrived] = useState(0);
    const [failed, setFailed] = useState(false);
    useEffect(() => {
      if (loaded !== null || failed) return;
      let here = true;
      load().then(
        (component) => {
          loaded = component;
          if (here) arrived(1);
        },
        () => here && setFailed(true),
      );
      return () => {
        here = false;
      };
    }, [failed]);
    if (loaded !== null) {
      const Screen = loaded;
      return <Screen {...props} />;
    }
    if (!failed) return <Mortar />;
    const { common, problems } = words.value;
    return (
      <Page title={common.went_wrong} lead={problems.offline}>
        <button type="button" class="button" onClick={() => setFailed(false)}>
          {common.retry}
        </button>
      </Page>
    );
  };
}
