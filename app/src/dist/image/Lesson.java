import java.util.List;

/** A run from which a Java learns what its program loads and links at the start. */
sealed interface Lesson {

    /**
     * A command that ends by itself: a small one for a program with small commands, because more would cost more at each
     * start than it saves.
     */
    record Command(List<String> arguments) implements Lesson {}

    /**
     * A window that is drawn without a screen, and closed.
     *
     * @param opened words of its log when it can be used
     */
    record Window(List<String> javaOptions, String opened) implements Lesson {}

    /** As the local agent of a run, or, should it not write down what it learned there, as {@code otherwise}. */
    record LocalAgent(Launcher master, Command otherwise) implements Lesson {}

    Command HELP = new Command(List.of("--help"));

    /** All that an agent does before it meets a master. */
    Command DOCTOR = new Command(List.of("doctor"));

    Window HEADLESS = new Window(List.of("-Dglass.platform=Headless", "-Dprism.order=sw"), "The window is open");
}
