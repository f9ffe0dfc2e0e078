/** What a format for people needs to know of where it is read. */
export interface Look {
  readonly color: boolean;
  readonly width: number;
}

export interface SecretiveLook extends Look {
  readonly showSecrets: boolean;
}
