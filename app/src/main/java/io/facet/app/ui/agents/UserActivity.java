package io.facet.app.ui.agents;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.geometry.Point2D;
import javafx.scene.robot.Robot;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether somebody works at this computer: the pointer has moved within the last minute. Where the system does not tell
 * where the pointer is, nobody is taken to work here. Window's thread only.
 */
final class UserActivity {
    /** After that long without a movement, the user is away. */
    static final Duration AWAY_AFTER = Duration.ofSeconds(60);

    private static final Logger LOG = LoggerFactory.getLogger(UserActivity.class);

    private final Supplier<Optional<Point2D>> pointer;
    private @Nullable Point2D at;
    private @Nullable Instant moved;

    UserActivity(Supplier<Optional<Point2D>> pointer) {
        this.pointer = pointer;
    }

    /** Looks where the pointer of this computer is. */
    static UserActivity ofThisComputer() {
        return new UserActivity(new Pointer());
    }

    /** Looks; to be called about once a second. */
    boolean inUse(Instant now) {
        Optional<Point2D> found = pointer.get();
        if (found.isPresent() && !found.get().equals(at)) {
            // Where it stands at first says nothing of when it moved.
            moved = at == null ? moved : now;
            at = found.get();
        }
        return moved != null && Duration.between(moved, now).compareTo(AWAY_AFTER) < 0;
    }

    /** Some systems refuse, each in its own way: it is asked once more only if it did not. */
    private static final class Pointer implements Supplier<Optional<Point2D>> {
        private @Nullable Robot robot;
        private boolean refused;

        @Override
        public Optional<Point2D> get() {
            if (refused) {
                return Optional.empty();
            }
            try {
                Robot asked = robot == null ? new Robot() : robot;
                robot = asked;
                return Optional.of(asked.getMousePosition());
            } catch (RuntimeException e) {
                refused = true;
                LOG.info(
                        "The system does not tell where the pointer is, so agents do not rest for it: {}",
                        e.toString());
                return Optional.empty();
            }
        }
    }
}
