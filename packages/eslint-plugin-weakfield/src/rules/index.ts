import type { Rule, RuleName } from "../types.ts";
import noDerivedKey from "./no-derived-key.ts";
import noFinalizerRetention from "./no-finalizer-retention.ts";
import noFinalizerScan from "./no-finalizer-scan.ts";
import noHiddenAccessor from "./no-hidden-accessor.ts";
import noIdKeyedStorage from "./no-id-keyed-storage.ts";
import noMapBracketAccess from "./no-map-bracket-access.ts";
import noSharedKey from "./no-shared-key.ts";
import noSharedPrototypeValue from "./no-shared-prototype-value.ts";
import noSharedValue from "./no-shared-value.ts";
import noStrongInstanceMap from "./no-strong-instance-map.ts";
import noUnsweptWeakRef from "./no-unswept-weak-ref.ts";
import preferField from "./prefer-field.ts";
import requireUnregisterToken from "./require-unregister-token.ts";
import validField from "./valid-field.ts";

/** Every rule under its public name. */
export const rules = {
  "no-derived-key": noDerivedKey,
  "no-finalizer-retention": noFinalizerRetention,
  "no-finalizer-scan": noFinalizerScan,
  "no-hidden-accessor": noHiddenAccessor,
  "no-id-keyed-storage": noIdKeyedStorage,
  "no-map-bracket-access": noMapBracketAccess,
  "no-shared-key": noSharedKey,
  "no-shared-prototype-value": noSharedPrototypeValue,
  "no-shared-value": noSharedValue,
  "no-strong-instance-map": noStrongInstanceMap,
  "no-unswept-weak-ref": noUnsweptWeakRef,
  "prefer-field": preferField,
  "require-unregister-token": requireUnregisterToken,
  "valid-field": validField,
} as const satisfies Record<RuleName, unknown> as unknown as Record<RuleName, Rule>;
