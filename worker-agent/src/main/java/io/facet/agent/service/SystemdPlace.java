package io.facet.agent.service;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a systemd unit lives.
 *
 * @param units its folder
 * @param account whether it is one account's, and not the whole computer's
 * @param state of the systemd that it is for
 */
public record SystemdPlace(Path units, boolean account, State state) {
    /** Exists where systemd runs; see sd_booted(3). */
    private static final Path BOOTED = Path.of("/run/systemd/system");

    /** What there is of systemd. */
    public enum State {
        /** It runs this computer. */
        RUNNING,
        /** Something else does. */
        ABSENT,
        /** The file system is another computer's: it is prepared, and nothing is started. */
        ELSEWHERE
    }

    /** Of the computer whose file system is {@code root}. */
    public static SystemdPlace ofComputer(Path root) {
        return new SystemdPlace(
                root.resolve("etc/systemd/system"),
                false,
                root.getNameCount() > 0 ? State.ELSEWHERE : ofThisComputer());
    }

    /** Of the account with that configuration folder, such as {@code ~/.config}. */
    public static SystemdPlace ofAccount(Path configuration) {
        return new SystemdPlace(configuration.resolve("systemd/user"), true, ofThisComputer());
    }

    private static State ofThisComputer() {
        return Files.isDirectory(BOOTED) ? State.RUNNING : State.ABSENT;
    }

    Path unit() {
        return units.resolve(SystemdService.UNIT);
    }

    /** The link that {@code systemctl enable} makes. */
    Path enabled() {
        return wanted().resolve(SystemdService.UNIT);
    }

    /** Its folder. */
    Path wanted() {
        return units.resolve((account ? "default" : "multi-user") + ".target.wants");
    }

    /** Whether the unit can be written, or its folder made. */
    boolean isWritable() {
        Path existing = units;
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        return existing != null && Files.isDirectory(existing) && Files.isWritable(existing);
    }
}
