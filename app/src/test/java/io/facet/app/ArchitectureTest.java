package io.facet.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The shape of the whole: which module and package may know which. */
@AnalyzeClasses(packages = "io.facet", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule PROTOCOL_KNOWS_NO_OTHER_MODULE = noClasses()
            .that()
            .resideInAPackage("io.facet.protocol..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.facet.models..", "io.facet.agent..", "io.facet.app..")
            .because("master and agents of different versions meet in it");

    @ArchTest
    static final ArchRule MODELS_KNOW_NO_OTHER_MODULE = noClasses()
            .that()
            .resideInAPackage("io.facet.models..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.facet.protocol..", "io.facet.agent..", "io.facet.app..")
            .because("models run the same whoever asks");

    @ArchTest
    static final ArchRule AGENT_DOES_NOT_KNOW_THE_APP = noClasses()
            .that()
            .resideInAPackage("io.facet.agent..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.facet.app..")
            .because("an agent runs on computers without the app");

    @ArchTest
    static final ArchRule APP_DOES_NOT_KNOW_THE_AGENT = noClasses()
            .that()
            .resideInAPackage("io.facet.app..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.facet.agent..")
            .because("they speak through the protocol only");

    @ArchTest
    static final ArchRule THE_MASTER_NEVER_RUNS_A_MODEL = noClasses()
            .that()
            .resideInAPackage("io.facet.app..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.facet.models.runtime..", "io.facet.models.engine..", "ai.onnxruntime..", "org.bytedeco..")
            .because("a crash in native code must cost an agent, not the run");

    @ArchTest
    static final ArchRule SCHEDULING_IS_PURE = noClasses()
            .that()
            .resideInAPackage("io.facet.app.master.schedule..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.util.concurrent..", "java.io..", "java.nio.file..", "io.grpc..")
            .because("any history of a run can be replayed in a test");

    @ArchTest
    static final ArchRule THE_MASTER_HAS_NO_WINDOW = noClasses()
            .that()
            .resideInAPackage("io.facet.app.master..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javafx..", "io.facet.app.ui..", "io.facet.app.cli..")
            .because("it runs headless too");

    @ArchTest
    static final ArchRule ONLY_CATALOGUE_AND_DESCRIPTIONS_FOR_THE_MASTER = classes()
            .that()
            .resideInAPackage("io.facet.app.master..")
            .should()
            .onlyAccessClassesThat()
            .resideOutsideOfPackages("io.facet.models.convert..", "io.facet.models.onnx..", "io.facet.models.sample..")
            .because("the master describes work, agents do it");

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching("io.facet.(*).(*)..").should().beFreeOfCycles();
}
