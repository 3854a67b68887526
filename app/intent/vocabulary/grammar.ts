/** The words that join the others. What is in none of these lists and in no kind is a content word that nobody knows. */

export const VERBS = {
  create:
    "create|add|build|provision|launch|set up|spin up|stand up|bring up|new|another|deploy|prepare|a new".split(
      "|",
    ),
  change:
    "change|make|set|switch|modify|update|extend|increase|raise|reduce|lower|resize|scale|move|bump|upgrade|grow|shrink|lengthen|shorten|also|should|turn|adjust|give|have|use|put".split(
      "|",
    ),
  remove:
    "remove|delete|drop|throw|throw out|throw away|bin|destroy|tear down|terminate|get rid of|clean up|decommission|no longer need|not need|do not need|no longer be needed|not be needed|no longer needed|is no longer needed|is not needed|don't need|need no longer".split(
      "|",
    ),
} as const;

/** Turn what follows round. */
export const NEGATIONS =
  "no|not|never|without|disable|turn off|switch off|stop|close|block|deny|forbid|isn't|shouldn't|don't|no one|do not|nobody|non|mustn't|neither|avoid".split(
    "|",
  );
/** Carries a negation on: "without versioning or encryption". */
export const CARRIES = ["or", "nor"];
/** Between a negation and a number: "must not be kept longer than 90 days" is kept 90 days. */
export const THAN = ["longer than", "more than", "older than", "beyond"];
/** Turn what precedes round: "versioning off". */
export const AFTERTHOUGHTS = ["off", "disabled", "turned off", "switched off"];

/** What follows is the name. */
export const NAMING = "called|named|name|with the name|by the name of|call it|name it".split("|");
/** What follows is what it is for, and so its name unless it has one. */
export const PURPOSE = "for|to store|to hold|to keep|holding|storing|to collect".split("|");
/** Starts a new noun phrase. */
export const ARTICLES = "a|an|the|our|my|their|its|this|that|these|your|some|one of our|us|me".split("|");
/** Makes the noun after it a new thing. */
export const INDEFINITE = ["a", "an", "another", "new", "a new"];

/** Begins a reason: shown back as a reason, never a wish. */
export const REASONS =
  "because|because of|as part of|since|due to|owing to|instead of|rather than|so that|in case".split("|");

/** Said for the sentence or for courtesy, never for the thing. */
export const GLUE =
  "please|pls|by law|by contract|legally|able to|on their own|on its own|by itself|by themselves|at most|at the most|up to|no more than|not more than|no longer than|not longer than|a maximum of|maximum of|no idea|no hurry|no rush|no worries|no problem|fine|okay|ok|good|great|will do|asked|asked for|from now on|at least|at minimum|away|good morning|good afternoon|morning|so much|a lot|listen|kindly|thanks|thank you|hi|hello|hey|cheers|i|we|you|it|they|he|she|who|which|whose|what|there|here|them|need|want|like|would|could|can|may|might|will|shall|must|i'd|we'd|i'll|we'll|let's|lets|let|i'm|we're|it's|be|do|get|go|is|are|was|were|has|had|am|been|being|of|in|on|at|to|from|with|by|as|into|onto|via|after|until|about|around|within|up|and|but|so|then|when you have time|whenever you have time|when you have a moment|whenever you can|when you can|when you get a chance|if possible|if you can|if you could|if that is ok|if you have time|if you don't mind|when|where|while|just|only|now|again|still|too|very|really|longer|any|any longer|any more|anymore|open|allow|accept|permit|enable|enabled|turn on|turned on|switch on|switched on|reachable|accessible|assume|attach|attached|grant|run|using|expose|against|behind".split(
    "|",
  );

/** Nouns that say nothing beside another noun, and may be part of a name: "media files", "access logs". */
export const FILLERS =
  "file|object|row|entry|item|content|data|message|record|access|traffic|connection|period|time|address|office|aws|amazon|resource|account|region|attribute|field|block".split(
    "|",
  );

/** How an attribute's type is said: "createdAt as a number". */
export const QUALIFIERS = { N: ["number", "numeric", "integer"], S: ["string", "text"] } as const;

/** Skipped between the word for an attribute and its value: "partition key is called id". */
export const COPULAS = "is|be|of|on|by|called|named|the|a|an|attribute|field|column|to|=|as".split("|");

/** Days and gigabytes in one of each. */
export const UNITS = {
  duration: {
    day: 1,
    d: 1,
    week: 7,
    fortnight: 14,
    month: 30,
    quarter: 90,
    year: 365,
    decade: 3650,
    night: 1,
    hour: 1 / 24,
    minute: 1 / 1440,
    min: 1 / 1440,
    second: 1 / 86_400,
    sec: 1 / 86_400,
    s: 1 / 86_400,
  },
  size: {
    gb: 1,
    gib: 1,
    gigabyte: 1,
    gig: 1,
    g: 1,
    tb: 1024,
    tib: 1024,
    terabyte: 1024,
    mb: 1 / 1024,
    mib: 1 / 1024,
    megabyte: 1 / 1024,
  },
} as const;

/** Amounts that are words, where the numbers of the language library do not reach. */
export const AMOUNTS: Readonly<Record<string, number>> = {
  half: 0.5,
  single: 1,
  "a couple of": 2,
  "a couple": 2,
  couple: 2,
  "a dozen": 12,
  dozen: 12,
};

/** Fits any kind: `eu-west-1` of AWS, `europe-west1` of Google. */
export const REGION =
  /^((africa|asia|australia|europe|me|northamerica|southamerica|us)-(north|south|east|west|central|northeast|northwest|southeast|southwest)\d{1,2})$|^(af|ap|ca|eu|il|me|mx|sa|us|cn|us-gov)-(north|south|east|west|central|northeast|northwest|southeast|southwest)-\d$/;
export const CIDR = /^(\d{1,3}\.){3}\d{1,3}(\/\d{1,2})?$/;
