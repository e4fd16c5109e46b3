import { Component, type ComponentChildren } from "preact";
import { words } from "../words";
import { Page } from "./page";

/** Keeps a screen that fails from taking the quick exit and the other places with it. */
export class Catch extends Component<{ children: ComponentChildren }, { failed: boolean }> {
  override state = { failed: false };

  static override getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    const { common } = words.value;
    return (
      <Page title={common.went_wrong} lead={common.went_wrong_hint}>
        <button type="button" class="button" onClick={() => this.setState({ failed: false })}>
          {common.retry}
        </button>
      </Page>
    );
  }
}
