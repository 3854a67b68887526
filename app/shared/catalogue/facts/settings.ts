import settings from "./settings.json" with { type: "json" };

const TABLE: ReadonlyMap<string, readonly string[]> = new Map(Object.entries(settings));

/**
 * Types that a type takes in settings of a name and a value, which no argument's name tells. Source: Elastic Beanstalk's list of options
 * (`aws:ec2:vpc` VPCId and Subnets, `aws:autoscaling:launchconfiguration` IamInstanceProfile and SecurityGroups).
 */
export function takenBySettings(type: string): readonly string[] {
  return TABLE.get(type) ?? [];
}
