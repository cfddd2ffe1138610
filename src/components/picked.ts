import { onStateChange, readState, writeState } from "./url_state.js";

/** What the reader has picked on the page; several charts show it and can change it. */
export interface Picked {
  readonly value: string | undefined;
  /** Picks another, or nothing. */
  pick(value: string | undefined): void;
  /** Calls `show` now and at every change, for as long as `node` is on the page. */
  follow(node: Node, show: (value: string | undefined) => void): void;
}

interface Follower {
  node: Node;
  show: (value: string | undefined) => void;
  wasShown: boolean;
}

/** A choice without a control of its own, bound to `?name=`. `allowed` says which values mean something. */
export function picked(name: string, allowed: (value: string) => boolean): Picked {
  const read = () => {
    const value = readState(name);
    return value !== undefined && allowed(value) ? value : undefined;
  };
  let current = read();
  let followers: Follower[] = [];
  const tell = () => {
    followers = followers.filter((follower) => follower.node.isConnected || !follower.wasShown);
    for (const follower of followers) {
      follower.wasShown ||= follower.node.isConnected;
      follower.show(current);
    }
  };
  onStateChange(document.documentElement, () => {
    current = read();
    tell();
  });
  return {
    get value() {
      return current;
    },
    pick(value) {
      if (value === current) return;
      current = value;
      writeState(name, value);
      tell();
    },
    follow(node, show) {
      followers.push({ node, show, wasShown: false });
      show(current);
    },
  };
}
